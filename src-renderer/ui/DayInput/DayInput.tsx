import { DateInput } from '@mantine/dates';
import 'dayjs/locale/nl';
import 'dayjs/locale/en-gb';
import { useTranslation } from 'react-i18next';
import { useTexts } from '../../i18n/texts.ts';
import { besideField } from '../beside-field.ts';
import { dayInputTexts } from './texts.ts';

const typedForm = /^(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{2}|\d{4}))?$/;
const isoForm = /^(\d{4})-(\d{2})-(\d{2})$/;
const thisCentury = 2000;

/** The day that a text means, `YYYY-MM-DD`: day before month; without a year it is of this year. Null when it means none. */
export function dayOf(typed: string): string | null {
  const text = typed.trim();
  const [, isoYear, isoMonth, isoDay] = isoForm.exec(text) ?? [];
  const [, day = isoDay, month = isoMonth, typedYear = isoYear] = typedForm.exec(text) ?? [];
  if (day === undefined || month === undefined) return null;
  const number = Number(typedYear ?? new Date().getFullYear());
  const date = new Date(Date.UTC(number < 100 ? thisCentury + number : number, Number(month) - 1, Number(day)));
  // A day that the month has not would have become one of the next.
  if (date.getUTCDate() !== Number(day) || date.getUTCMonth() !== Number(month) - 1) return null;
  return date.toISOString().slice(0, 10);
}

/** A day, typed or chosen, `YYYY-MM-DD`; null when there is none. */
export function DayInput({
  label,
  description,
  value,
  onChange,
  width,
}: {
  readonly label: string;
  readonly description?: string;
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
  readonly width?: number;
}) {
  const say = useTexts(dayInputTexts);
  const { i18n } = useTranslation();
  return (
    // What opens stays with the field, so that it is part of the dialog where the field is in one.
    <div>
      <DateInput
        label={label}
        description={description}
        value={value}
        onChange={onChange}
        dateParser={dayOf}
        valueFormat="DD-MM-YYYY"
        placeholder={say('dayForm')}
        locale={i18n.language === 'en' ? 'en-gb' : 'nl'}
        firstDayOfWeek={1}
        clearable
        clearButtonProps={{ 'aria-label': say('clearDay') }}
        ariaLabels={{
          nextMonth: say('nextMonth'),
          previousMonth: say('previousMonth'),
          nextYear: say('nextYear'),
          previousYear: say('previousYear'),
          nextDecade: say('nextYears'),
          previousDecade: say('previousYears'),
        }}
        popoverProps={besideField}
        {...(width === undefined ? {} : { style: { width } })}
      />
    </div>
  );
}
