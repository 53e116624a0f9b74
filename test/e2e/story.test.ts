import { officeStory } from './office-story.ts';
import { mouse } from './pages/hands.ts';

officeStory('an office from its first day on, in Dutch', 'nl', mouse);
officeStory('an office from its first day on, in English', 'en', mouse);
