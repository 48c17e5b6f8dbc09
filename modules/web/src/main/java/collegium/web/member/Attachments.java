package collegium.web.member;

import collegium.kernel.ActivityId;
import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.portfolios.ArtefactId;
import collegium.portfolios.EvidenceFiles;
import collegium.web.problems.FieldFault;
import collegium.web.problems.FormFaults;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Adds the files of a form to what the form recorded, and says of each that was refused why. */
@Component
final class Attachments {

    private final EvidenceFiles evidence;
    private final FormFaults words;

    Attachments(EvidenceFiles evidence, FormFaults words) {
        this.evidence = evidence;
        this.words = words;
    }

    private interface Adding {
        void add(String name, InputStream bytes) throws IOException;
    }

    List<FieldFault> add(Call call, ActivityId activity, @Nullable List<MultipartFile> files) throws IOException {
        return each(files, (name, bytes) -> evidence.add(call, activity, name, bytes));
    }

    List<FieldFault> add(Call call, ArtefactId artefact, @Nullable List<MultipartFile> files) throws IOException {
        return each(files, (name, bytes) -> evidence.add(call, artefact, name, bytes));
    }

    private List<FieldFault> each(@Nullable List<MultipartFile> files, Adding adding) throws IOException {
        List<FieldFault> refused = new ArrayList<>();
        for (MultipartFile file : chosen(files)) {
            try (InputStream bytes = file.getInputStream()) {
                adding.add(name(file), bytes);
            } catch (Refused why) {
                words.of(why).forEach(fault -> refused.add(new FieldFault("files", name(file) + ": " + fault.message())));
            }
        }
        return refused;
    }

    private static List<MultipartFile> chosen(@Nullable List<MultipartFile> files) {
        return files == null ? List.of() : files.stream().filter(file -> !file.isEmpty()).toList();
    }

    private static String name(MultipartFile file) {
        return Optional.ofNullable(file.getOriginalFilename()).filter(name -> !name.isBlank()).orElse("file");
    }

    /** The names of the files that were chosen: a browser does not choose them again by itself. */
    static List<String> names(@Nullable List<MultipartFile> files) {
        return chosen(files).stream().map(Attachments::name).toList();
    }
}
