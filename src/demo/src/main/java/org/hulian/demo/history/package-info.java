/** What happened to a resident in two years: visits, results, images, referrals, bookings, consents. A history is a pure function of the seed and the resident's number. */
@NullMarked
package org.hulian.demo.history;

import org.jspecify.annotations.NullMarked;
