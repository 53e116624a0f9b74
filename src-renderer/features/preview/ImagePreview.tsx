import { useEffect, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import classes from './preview.module.css';
import { previewTexts } from './texts.ts';
import type { Content } from './use-content.ts';

type Image = Extract<Content, { kind: 'image' }>;

/** A picture, under an address of this page that ends with it. */
export function ImagePreview({
  name,
  image: { bytes, type },
  onUnreadable,
}: {
  readonly name: string;
  readonly image: Image;
  readonly onUnreadable: () => void;
}) {
  const say = useTexts(previewTexts);
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([Uint8Array.fromBase64(bytes)], { type }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  if (address === null) return null;
  return (
    <img
      className={classes.image}
      src={address}
      alt={say('imageOf', { name })}
      draggable={false}
      onError={onUnreadable}
    />
  );
}
