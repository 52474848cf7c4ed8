package org.hulian.demo.resident;

import java.time.LocalDate;
import org.hulian.demo.resident.PersonName.Written;
import org.jspecify.annotations.Nullable;

/** Who someone is, as one place wrote it down. */
public record Demographics(
        Written name,
        Sex sex,
        LocalDate birthDate,
        @Nullable String nationalId,
        @Nullable String healthCard,
        String phone,
        String address) {}
