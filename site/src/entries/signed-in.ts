import Page from '../pages/SignedIn.svelte';
import { start } from './frame';

start(Page);
