using Workers.Kit.Testing;

namespace Workers.Kit.Tests.Testing;

public class Test_reports
{
    private const string Trx = """
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
          <UnitTestResult testName="A.passes" outcome="Passed"/>
          <UnitTestResult testName="A.passes(2)" outcome="Passed"/>
          <UnitTestResult testName="A.fails" outcome="Failed"><Output><ErrorInfo><Message>Expected 1, was 2</Message><StackTrace>   at A.fails()</StackTrace></ErrorInfo></Output></UnitTestResult>
          <UnitTestResult testName="A.waits" outcome="NotExecuted"><Output><StdOut>no broker</StdOut></Output></UnitTestResult>
          <UnitTestResult testName="A.hangs" outcome="Timeout"/>
        </Results></TestRun>
        """;

    [Fact]
    public void Every_outcome_is_counted_once()
    {
        var report = Read(Trx);

        Assert.Equal((2, 2, 1), (report.Passed, report.Failed, report.Skipped));
        Assert.Equal(new TestRemark("A.fails", "Expected 1, was 2", "at A.fails()"), report.Failures[0]);
        Assert.Equal(new TestRemark("A.waits", "no broker"), Assert.Single(report.Skips));
    }

    [Fact]
    public void A_runner_that_broke_is_a_failure()
    {
        var total = TestReport.Sum("all", [Read(Trx), TestReport.Broken("Journeys", "crashed", 1)]);

        Assert.Equal((2, 3, 1), (total.Passed, total.Failed, total.Skipped));
    }

    [Fact]
    public void Failures_are_printed_with_their_message()
    {
        var writer = new StringWriter();

        TestPrinter.PrintProject(Read(Trx), writer);

        Assert.Contains("FAILED A.fails", writer.ToString());
        Assert.Contains("Expected 1, was 2", writer.ToString());
    }

    private static TestReport Read(string trx)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, trx);
        return TestReport.Read("A", file, 1);
    }
}
