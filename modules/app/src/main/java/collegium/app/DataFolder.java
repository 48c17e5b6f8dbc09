package collegium.app;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.system.ApplicationHome;

/** Where the embedded database keeps its data. */
final class DataFolder {

    private DataFolder() {}

    static Path of(Settings settings) {
        return (settings.data().isBlank() ? usual() : Path.of(settings.data())).toAbsolutePath().normalize();
    }

    /** At the root of the clone, also for the jar that was built in it: what {@code mvn clean} leaves alone. */
    private static Path usual() {
        Optional<Path> source = Optional.ofNullable(new ApplicationHome(Collegium.class).getSource()).map(File::toPath);
        return source.flatMap(DataFolder::clone)
                .or(() -> source.filter(Files::isRegularFile).map(jar -> jar.toAbsolutePath().getParent()))
                .orElse(Path.of(""))
                .resolve("data");
    }

    private static Optional<Path> clone(Path source) {
        Optional<Path> target = Optional.ofNullable(source.toAbsolutePath().getParent());
        return target.filter(folder -> folder.endsWith(Path.of("modules", "app", "target")))
                .map(folder -> folder.resolve("../../..").normalize())
                .filter(root -> Files.exists(root.resolve("modules/app/pom.xml")));
    }
}
