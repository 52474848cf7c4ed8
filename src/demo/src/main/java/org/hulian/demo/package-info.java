/** The demo region: a seeded generator of a plainly synthetic population and its loader. See {@code region/} for the tables it is made of. */
@NullMarked
package org.hulian.demo;

import org.jspecify.annotations.NullMarked;
