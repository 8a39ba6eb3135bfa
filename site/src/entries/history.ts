import Page from '../pages/History.svelte';
import { start } from './frame';

start(Page);
