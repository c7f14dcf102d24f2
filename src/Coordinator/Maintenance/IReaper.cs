namespace Workers.Coordinator.Maintenance;

/// <summary>Removes one kind of thing that nobody needs any more, by evidence; twice changes nothing.</summary>
internal interface IReaper
{
    /// <summary>What it removes, in plural.</summary>
    string What { get; }

    /// <summary>Removes some of it, in a transaction of its own.</summary>
    /// <returns>How many; as long as there are some, it is called again.</returns>
    Task<int> ReapAsync(CancellationToken cancel);
}
