import '../styles/privacy.css';
import { start } from './frame';

start();
