package collegium.architecture.offending.kernel;

import collegium.architecture.offending.web.Pages;

final class CallsToTheLeft {
    Pages pages() {
        return new Pages();
    }
}
