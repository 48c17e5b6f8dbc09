package collegium.architecture.offending.web;

import collegium.architecture.offending.membership.inside.Hidden;

public final class Pages {
    Hidden reachesInside() {
        return new Hidden();
    }
}
