/** Sends the demo region through the doors every institution uses: MLLP and the FHIR API. It can be stopped and started again at any point. */
@NullMarked
package org.hulian.demo.load;

import org.jspecify.annotations.NullMarked;
