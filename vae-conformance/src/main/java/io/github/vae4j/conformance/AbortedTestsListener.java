package io.github.vae4j.conformance;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Counts the tests and suites that an assumption aborted, such as "no device on this machine", and
 * prints them with their reasons at the end, so that nobody takes for tested what was not. Found by
 * the JUnit platform itself.
 */
public final class AbortedTestsListener implements TestExecutionListener {
  private final Map<String, Integer> reasons = new TreeMap<>();

  /** Makes a listener that has counted nothing. */
  public AbortedTestsListener() {}

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    synchronized (reasons) {
      reasons.clear();
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      String reason = result.getThrowable().map(Throwable::getMessage).orElse("no reason given");
      synchronized (reasons) {
        reasons.merge(
            (test.isTest() ? "" : "all of " + test.getDisplayName() + ": ") + reason,
            1,
            Integer::sum);
      }
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    report().ifPresent(System.out::println);
  }

  /** Returns what was aborted, or empty if nothing was. */
  Optional<String> report() {
    synchronized (reasons) {
      if (reasons.isEmpty()) {
        return Optional.empty();
      }
      int count = reasons.values().stream().mapToInt(Integer::intValue).sum();
      StringBuilder text = new StringBuilder("Conformance: " + count + " not tested here:");
      reasons.forEach(
          (reason, times) -> text.append("\n  ").append(times).append(" x ").append(reason));
      return Optional.of(text.toString());
    }
  }
}
