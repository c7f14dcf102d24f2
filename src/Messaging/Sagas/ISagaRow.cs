using MassTransit;

namespace Workers.Messaging.Sagas;

/// <summary>A saga instance over a row of ours, so that entities need no MassTransit types.</summary>
/// <typeparam name="TRow">The entity that is locked and saved.</typeparam>
public interface ISagaRow<TRow> : ISaga where TRow : class
{
    /// <summary>The saga's row.</summary>
    TRow Row { get; set; }

    /// <summary>Rows to write along with it (a timeline); handed over once.</summary>
    IReadOnlyList<object> TakeAdded();
}
