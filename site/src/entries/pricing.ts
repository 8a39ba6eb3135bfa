import Page from '../pages/Pricing.svelte';
import { start } from './frame';

start(Page);
