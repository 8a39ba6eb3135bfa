import Page from '../pages/Account.svelte';
import { start } from './frame';

start(Page);
