/** HL7 v2 messages as the two hospitals of the demo region send them. One writes v2.5 in UTF-8 with conventional units, the other v2.4 in GB18030 with SI units. */
@NullMarked
package org.hulian.demo.hl7v2;

import org.jspecify.annotations.NullMarked;
