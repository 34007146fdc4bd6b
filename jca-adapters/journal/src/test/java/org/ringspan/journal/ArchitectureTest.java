package org.ringspan.journal;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The journal's classes:")
class ArchitectureTest {

  private final JavaClasses journal = new ClassFileImporter().importPath(Path.of("target/classes"));

  @Test
  @DisplayName("what decides, and the form of the files, know no files, threads, clock or log")
  void pureCore() {
    classes()
        .that()
        .resideInAnyPackage("..journal.branch..", "..journal.frame..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "java.lang",
                    "java.lang.invoke",
                    "java.lang.runtime",
                    "java.util",
                    "java.util.function",
                    "java.util.stream",
                    "java.util.zip",
                    "java.time",
                    "java.nio",
                    "java.nio.charset",
                    "javax.transaction.xa",
                    "org.jspecify.annotations",
                    "org.ringspan.journal",
                    "org.ringspan.journal.branch",
                    "org.ringspan.journal.frame")
                .or(
                    DescribedPredicate.describe(
                        "bytes in memory",
                        c ->
                            c.getName().startsWith("[")
                                || c.getName().equals("java.io.ByteArrayOutputStream")
                                || c.getName().equals("java.io.DataOutputStream")
                                || c.getName().equals("java.io.OutputStream")
                                || c.getName().equals("java.io.IOException")
                                || c.getName().equals("java.io.UncheckedIOException"))))
        .check(journal);
    noClasses()
        .that()
        .resideInAnyPackage("..journal.branch..", "..journal.frame..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .check(journal);
  }

  @Test
  @DisplayName("packages don't depend on each other in a circle")
  void noCycles() {
    slices().matching("org.ringspan.journal.(*)..").should().beFreeOfCycles().check(journal);
  }

  @Test
  @DisplayName("the adapter's side knows nothing of what is behind it")
  void interfaces() {
    noClasses()
        .that()
        .resideInAPackage("org.ringspan.journal")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.ringspan.journal.*..")
        .check(journal);
  }
}
