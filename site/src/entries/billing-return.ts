import Page from '../pages/BillingReturn.svelte';
import { start } from './frame';

start(Page);
