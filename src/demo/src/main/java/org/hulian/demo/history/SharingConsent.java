package org.hulian.demo.history;

import java.time.LocalDate;
import java.util.List;
import org.hulian.demo.resident.Site;
import org.hulian.demo.resident.SourceRecord;

/**
 * What a resident shares.
 *
 * @param categories codes of record-category; empty means all that is not sensitive
 * @param excepted   codes of record-category that are withheld from what is permitted
 * @param sensitive  sensitivity codes that the consent names
 * @param withdrawn  taken back: no longer in force
 */
public record SharingConsent(
        String number,
        SourceRecord recordedAt,
        List<Site> grantees,
        List<String> categories,
        List<String> excepted,
        List<String> sensitive,
        LocalDate from,
        LocalDate to,
        boolean withdrawn) {}
