using System.Text.Json;
using Workers.Storage.Databases.Jobs;

namespace Workers.Storage.DeadLetters;

/// <summary>A stage of an item, with its time.</summary>
public sealed record ItemStep(DateTimeOffset At, string Stage, string? Note);

/// <summary>How operations and their items go on, each step with its time.</summary>
public static class OperationProgress
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>A letter of an operation.</summary>
    public static OperationItemRow Item(this OperationRow operation, Guid letter, int ordinal, DateTimeOffset now)
    {
        var item = new OperationItemRow { OperationId = operation.Id, Ordinal = ordinal, LetterId = letter };
        item.Enter(ItemStage.Waiting, null, now);
        return item;
    }

    /// <summary>The item comes to a stage.</summary>
    public static void Enter(this OperationItemRow item, string stage, string? note, DateTimeOffset now)
    {
        item.Stage = stage;
        item.StageSince = now;
        item.Outcome = note ?? item.Outcome;
        item.Steps = JsonSerializer.Serialize(item.ReadSteps().Append(new ItemStep(now, stage, note)), Json);
    }

    /// <summary>The stages so far.</summary>
    public static IReadOnlyList<ItemStep> ReadSteps(this OperationItemRow item) =>
        JsonSerializer.Deserialize<List<ItemStep>>(item.Steps, Json) ?? [];

    /// <summary>A line of the audit.</summary>
    /// <param name="what"><c>asked</c> or <c>ended</c>.</param>
    public static AuditRow Audited(this OperationRow operation, string what, DateTimeOffset now) => new()
    {
        At = now,
        Who = operation.Who,
        Why = operation.Why,
        Action = operation.Kind,
        OperationId = operation.Id,
        Event = what,
        Selection = $$"""{"filter": {{operation.Filter}}, "selected": {{operation.Selected}}}""",
        Outcome = operation.Outcome,
    };
}

/// <summary>How letters go on.</summary>
public static class LetterProgress
{
    /// <summary>The letter comes to a state.</summary>
    public static void Enter(this LetterRow letter, string state, string reason, DateTimeOffset now)
    {
        letter.State = state;
        letter.StateSince = now;
        letter.StateReason = reason;
    }
}
