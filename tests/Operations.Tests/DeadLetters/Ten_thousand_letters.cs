using Npgsql;
using Workers.Errors;
using Workers.Operations.DeadLetters;
using Workers.Support;

namespace Workers.Operations.Tests.DeadLetters;

/// <summary>What is seen is what is acted on, however many there are.</summary>
public sealed class Ten_thousand_letters(ManyLetters letters) : IClassFixture<ManyLetters>
{
    /// <summary>Those that are there from the start.</summary>
    private static LetterSelection Unmarked => new() { State = "open", Text = "disk  is full" };

    public static TheoryData<LetterSelection, int> Selections => new()
    {
        { Unmarked, 9_000 },
        { Unmarked with { Queue = "run-risk-calc" }, 4_000 },
        { Unmarked with { Text = "disk  is FULL: 3" }, 2_000 },
        { Unmarked with { Code = "fault", MessageType = "RunRiskCalc" }, 9_000 },
        { Unmarked with { Owner = "ben", Group = "c4ca" }, 667 },
        { Unmarked with { Text = "100%" }, 0 },
    };

    [SkippableTheory]
    [MemberData(nameof(Selections))]
    public async Task What_is_listed_counted_and_grouped_is_what_an_action_means(LetterSelection selection, int count)
    {
        _ = TestServers.Postgres;
        var listed = await letters.PageThroughAsync(selection, 700);
        var page = await letters.System.Letters.ListAsync(selection, 1, null, default);
        var groups = await letters.System.Letters.GroupsAsync(selection, default);
        var replay = LetterAction.Replay(selection, "ana", null, null);
        var meant = await letters.System.Letters.ProposeAsync(replay, default);

        Assert.Equal(count, listed.Distinct().Count());
        Assert.Equal(
            (count, count, count, count),
            (listed.Count, page.Total, groups.Sum(x => x.Letters), meant.Count));
    }

    [SkippableFact]
    public async Task One_can_act_on_all_that_match_and_not_only_on_the_page()
    {
        _ = TestServers.Postgres;
        var mine = new LetterSelection { Text = "disk of ana" };
        await letters.AddAsync(250, "of ana");
        var archive = LetterAction.Archive(mine, "ana", "nobody needs them");
        var meant = await letters.System.Letters.ProposeAsync(archive, default);
        Assert.Equal((225, 3), (meant.Count, meant.Sample.Count));

        var refused = await Assert.ThrowsAsync<InputException>(
            () => letters.System.Letters.AskAsync(meant, null, default));
        Assert.Equal("W1023", refused.Error.Number);
        await Assert.ThrowsAsync<InputException>(() => letters.System.Letters.AskAsync(meant, 224, default));
        var id = await letters.System.Letters.AskAsync(meant, 225, default);

        await letters.AddAsync(10, "of ana", secondsAgo: -60);
        var operation = await letters.System.OperationLog.GetAsync(id, default);
        Assert.Equal((225, 225, 9), (operation.Selected, operation.Items!.Count, operation.NewSince));
        var asked = Assert.Single(await letters.System.OperationLog.AuditAsync(1, default));
        Assert.Equal(
            ("ana", "nobody needs them", "archive", id),
            (asked.Who, asked.Why, asked.Action, asked.Operation));
        Assert.Contains("disk of ana", asked.Selection.ToString());
    }

    [SkippableFact]
    public async Task A_page_goes_on_where_the_one_before_ended_although_letters_came()
    {
        _ = TestServers.Postgres;
        var selection = new LetterSelection { State = "archived" };
        var first = await letters.System.Letters.ListAsync(selection, 5, null, default);
        await letters.AddAsync(20, "and more");

        var second = await letters.System.Letters.ListAsync(selection, 5, first.Next, default);

        Assert.Empty(first.Letters.Select(x => x.Id).Intersect(second.Letters.Select(x => x.Id)));
        Assert.True(second.Letters[0].TakenAt <= first.Letters[^1].TakenAt);
    }

    [SkippableTheory]
    [InlineData("UPDATE jobs.audit SET who = 'nobody'")]
    [InlineData("DELETE FROM jobs.audit")]
    [InlineData("TRUNCATE jobs.audit")]
    public async Task Nobody_changes_the_audit_not_even_a_superuser(string sql)
    {
        _ = TestServers.Postgres;
        var refused = await Assert.ThrowsAsync<PostgresException>(() => letters.ExecuteAsync(sql));

        Assert.Contains("append-only", refused.MessageText);
    }
}
