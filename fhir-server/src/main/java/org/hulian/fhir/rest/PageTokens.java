package org.hulian.fhir.rest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.security.consent.Caller;
import org.hulian.security.crypto.SealBrokenException;
import org.hulian.security.crypto.Sealer;

/**
 * The state of paging, kept by nobody but the link itself: encrypted, so that it tells nothing, and bound to its
 * caller, so that it is of use to nobody else.
 */
public final class PageTokens {
    private final Sealer sealer;
    private final byte[] context;

    /** Tokens sealed under the page key, for one base URL. */
    public PageTokens(Sealer sealer, String base) {
        this.sealer = sealer;
        this.context = ("hulian-page/2 " + base).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A page of a request.
     *
     * @param path     below the base, such as {@code Observation}
     * @param query    the parameters as they were sent
     * @param position where the page begins
     * @param before   where the pages before it begin, from the first; as many of the last ones as a link has room for
     */
    record Page(String path, String query, boolean lenient, String position, List<String> before) {
        Page {
            before = List.copyOf(before);
        }

        /** A page from which one does not go back. */
        Page(String path, String query, boolean lenient, String position) {
            this(path, query, lenient, position, List.of());
        }
    }

    String seal(Page page, Caller caller) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, binding(caller));
            write(out, page.path());
            write(out, page.query());
            out.writeBoolean(page.lenient());
            write(out, page.position());
            out.writeInt(page.before().size());
            for (String position : page.before()) {
                write(out, position);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealer.seal(bytes.toByteArray(), context));
    }

    Page open(String token, String path, Caller caller) {
        try (DataInputStream in = new DataInputStream(
                new ByteArrayInputStream(sealer.open(Base64.getUrlDecoder().decode(token), context)))) {
            if (!read(in).equals(binding(caller))) {
                throw new FailureException(new Failure.Forbidden("page-of-another-caller"));
            }
            Page page = new Page(read(in), read(in), in.readBoolean(), read(in), positions(in));
            if (!path.isEmpty() && !page.path().equals(path)) {
                throw broken();
            }
            return page;
        } catch (SealBrokenException | IllegalArgumentException | IOException changed) {
            throw broken();
        }
    }

    private static String binding(Caller caller) {
        return caller.institution() + " " + caller.subject();
    }

    private static FailureException broken() {
        return Exchange.malformed("The page link is not valid. Begin the search again.", "分页链接无效，请重新检索。");
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static List<String> positions(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<String> positions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            positions.add(read(in));
        }
        return positions;
    }

    private static String read(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
