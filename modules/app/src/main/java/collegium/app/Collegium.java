package collegium.app;

import collegium.app.commands.Commands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the product, or runs one command of it where the first argument names one. */
@SpringBootApplication(scanBasePackages = "collegium")
public class Collegium {

    public static void main(String[] args) {
        if (JarClasses.run(Collegium.class, args)) {
            return;
        }
        if (Commands.knows(args)) {
            System.exit(Commands.run(args));
        }
        SpringApplication application = new SpringApplication(Collegium.class);
        StorageAhead storage = new StorageAhead();
        application.addInitializers(storage);
        application.addListeners(storage);
        application.run(args);
    }
}
