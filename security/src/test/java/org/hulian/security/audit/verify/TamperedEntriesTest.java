package org.hulian.security.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hulian.security.audit.verify.Forgery.forged;
import static org.hulian.security.audit.verify.Forgery.lines;
import static org.hulian.security.audit.verify.Forgery.replaced;
import static org.hulian.security.audit.verify.Forgery.with;
import static org.hulian.security.audit.verify.Forgery.without;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.hulian.security.audit.verify.Verdict.Kind;
import org.hulian.security.audit.verify.Verdict.Tampered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row 39 of the attack list: every kind of tampering with entries is found and located. */
class TamperedEntriesTest extends ExportedLogs {
    /** Every byte of the frame of one entry, and bytes all over the file. */
    @Test
    void findsAFlippedByteAndNamesItsEntry() throws IOException {
        byte[] original = Files.readAllBytes(file("entries.ndjson"));
        List<byte[]> lines = lines(original);
        int start = 0;
        for (int line = 0; line < lines.size(); line++) {
            int length = lines.get(line).length;
            int log = line / PER_LOG + 1;
            int seq = line % PER_LOG + 1;
            for (int i = 0; i < length; i += line == 7 && i < 190 ? 1 : 97) {
                byte[] changed = original.clone();
                changed[start + i] ^= 1;
                Files.write(file("entries.ndjson"), changed);

                assertThat(verify())
                        .as("byte %d of entry %d of log %d", i, seq, log)
                        .isInstanceOfSatisfying(Tampered.class, tampered -> {
                            assertThat(tampered.kind()).isEqualTo(Kind.EDITED);
                            assertThat(tampered.log()).isEqualTo(log);
                            assertThat(tampered.seq()).isEqualTo(seq);
                        });
            }
            start += length + 1;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 10})
    void findsADeletedEntry(int line) throws IOException {
        edit(lines -> without(lines, line));

        assertThat(verify()).isEqualTo(tampered(Kind.DELETED, 1, line + 1, "The entry is missing."));
    }

    @Test
    void findsADeletedEntryBehindRenumberedOnes() throws IOException {
        edit(lines -> {
            List<byte[]> left = without(lines, 3);
            for (int i = 3; i < PER_LOG - 1; i++) {
                left.set(i, replaced(left.get(i), "\"seq\":" + (i + 2) + ",", "\"seq\":" + (i + 1) + ","));
            }
            return left;
        });

        assertThat(verify())
                .isEqualTo(tampered(Kind.DELETED, 1, 4, "The entry is missing and those after it were renumbered."));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 10})
    void findsACopiedEntry(int line) throws IOException {
        edit(lines -> with(lines, line + 1, lines.get(line)));

        assertThat(verify()).isInstanceOfSatisfying(Tampered.class, tampered -> {
            assertThat(tampered.kind()).isEqualTo(Kind.INSERTED);
            assertThat(tampered.seq()).isEqualTo(line + 1);
        });
    }

    @Test
    void findsAForgedEntryThatFitsWhatIsBeforeIt() throws IOException {
        edit(lines -> with(lines, 6, forged(lines.get(5), 1, 7, "{\"forged\":true}")));

        assertThat(verify()).isEqualTo(tampered(Kind.INSERTED, 1, 7, "There are two entries of this number."));
    }

    @Test
    void findsAForgedEntryBehindRenumberedOnes() throws IOException {
        edit(lines -> {
            List<byte[]> more = with(lines, 6, forged(lines.get(5), 1, 7, "{\"forged\":true}"));
            for (int i = PER_LOG; i > 6; i--) {
                more.set(i, replaced(more.get(i), "\"seq\":" + i + ",", "\"seq\":" + (i + 1) + ","));
            }
            return more;
        });

        assertThat(verify()).isEqualTo(tampered(Kind.INSERTED, 1, 7, "The entry after it does not know it."));
    }

    @Test
    void findsAnEntryAddedAtTheEnd() throws IOException {
        edit(lines -> with(lines, 24, forged(lines.get(23), 2, 13, "{\"forged\":true}")));

        assertThat(verify()).isEqualTo(tampered(Kind.INSERTED, 2, 13, "An entry follows the signed end."));
    }

    @Test
    void findsAnEntryRewrittenWithItsOwnHash() throws IOException {
        edit(lines -> {
            List<byte[]> changed = new ArrayList<>(lines);
            changed.set(6, forged(lines.get(5), 1, 7, "{\"forged\":true}"));
            return changed;
        });

        assertThat(verify()).isEqualTo(tampered(Kind.EDITED, 1, 7, "The entry after it hashed another one."));
    }

    @Test
    void findsAChainComputedAgainFromAnEntryOn() throws IOException {
        edit(lines -> {
            List<byte[]> changed = new ArrayList<>(lines);
            changed.set(6, forged(lines.get(5), 1, 7, "{\"forged\":true}"));
            for (int i = 7; i < PER_LOG; i++) {
                String line = new String(lines.get(i), StandardCharsets.UTF_8);
                String entry = line.substring(line.indexOf("\"entry\":") + 8, line.length() - 1);
                changed.set(i, forged(changed.get(i - 1), 1, i + 1, entry));
            }
            return changed;
        });

        assertThat(verify())
                .isEqualTo(tampered(Kind.REWRITTEN, 1, 6, "The chain from here on is not the one that was signed."));
    }

    @Test
    void findsSwappedEntries() throws IOException {
        edit(lines -> {
            List<byte[]> swapped = new ArrayList<>(lines);
            swapped.set(4, lines.get(8));
            swapped.set(8, lines.get(4));
            return swapped;
        });

        assertThat(verify()).isEqualTo(tampered(Kind.REORDERED, 1, 5, "The entry comes later than it should."));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 12, 18, 23})
    void findsATruncatedExport(int kept) throws IOException {
        edit(lines -> new ArrayList<>(lines.subList(0, kept)));

        assertThat(verify()).isInstanceOfSatisfying(Tampered.class, tampered -> {
            assertThat(tampered.kind()).isEqualTo(Kind.TRUNCATED);
            assertThat(tampered.log()).isEqualTo(kept < PER_LOG ? 1 : 2);
            assertThat(tampered.seq()).isEqualTo(kept % PER_LOG + 1);
        });
    }

    @Test
    void findsTheEndOfTheFirstOfTwoLogsCutOff() throws IOException {
        edit(lines -> without(lines, 11));

        assertThat(verify()).isEqualTo(tampered(Kind.TRUNCATED, 1, 12, "The log ends before its signed end 12."));
    }
}
