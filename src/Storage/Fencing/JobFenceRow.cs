namespace Workers.Storage.Fencing;

/// <summary>Which attempt of a job may still write into this database.</summary>
public sealed class JobFenceRow
{
    public Guid JobId { get; set; }

    /// <summary>The only attempt whose work is accepted.</summary>
    public int Attempt { get; set; }

    /// <summary>Not even that one: the job was cancelled at this attempt.</summary>
    public bool Cancelled { get; set; }
}
