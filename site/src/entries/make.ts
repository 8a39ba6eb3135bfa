import Page from '../pages/Make.svelte';
import { start } from './frame';

start(Page);
