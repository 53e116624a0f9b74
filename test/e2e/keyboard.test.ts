import { officeStory } from './office-story.ts';
import { keyboard } from './pages/keyboard-hands.ts';

officeStory('an office from its first day on, by keyboard alone', 'nl', keyboard);
