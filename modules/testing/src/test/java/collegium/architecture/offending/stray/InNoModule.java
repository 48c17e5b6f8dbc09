package collegium.architecture.offending.stray;

final class InNoModule {}
