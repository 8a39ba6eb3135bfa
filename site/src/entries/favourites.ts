import Page from '../pages/Favourites.svelte';
import { start } from './frame';

start(Page);
