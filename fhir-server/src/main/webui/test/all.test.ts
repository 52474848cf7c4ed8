import './files.test';
import './catalogue.test';
import './words.test';
import './versions.test';
