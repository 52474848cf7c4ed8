package org.hulian.launcher.feed;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.hulian.launcher.LaunchFailure;

/** Fetches the audit log with its proofs from a running hub, as an auditor. */
public record AuditDownload(URI hub, String token) {
    /** Writes the files of the export into the directory, which must be empty or absent, and returns their names. */
    public List<String> into(Path directory) {
        URI source = hub.resolve("/audit/export");
        HttpRequest request = HttpRequest.newBuilder(source)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/zip")
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new LaunchFailure("The hub gave no export (status " + response.statusCode() + "): "
                            + new String(body.readNBytes(2_000), StandardCharsets.UTF_8).strip());
                }
                return unpack(body, directory);
            }
        } catch (IOException e) {
            throw new LaunchFailure("The export from " + source + " broke off: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted during the export", e);
        }
    }

    private static List<String> unpack(InputStream body, Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        Files.createDirectories(directory);
        try (ZipInputStream zip = new ZipInputStream(body)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.getName().matches("[A-Za-z0-9.-]+")
                        || entry.getName().startsWith(".")) {
                    throw new IOException("unexpected file in the export: " + entry.getName());
                }
                Files.copy(zip, directory.resolve(entry.getName()));
                names.add(entry.getName());
            }
        }
        return List.copyOf(names);
    }
}
