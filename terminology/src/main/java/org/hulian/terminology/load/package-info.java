/**
 * JSON and YAML definition files read so that every value knows its line.
 * A problem found later in the data can therefore name the file, the line and the element.
 */
@NullMarked
package org.hulian.terminology.load;

import org.jspecify.annotations.NullMarked;
