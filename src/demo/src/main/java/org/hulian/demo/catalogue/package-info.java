/** The tables a demo region is made of: tests, panels, names, conditions, departments. They are CSV files with a checker that names file and line. */
@NullMarked
package org.hulian.demo.catalogue;

import org.jspecify.annotations.NullMarked;
