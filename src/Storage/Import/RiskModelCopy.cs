using Npgsql;
using Workers.Storage.Copy;
using Workers.Storage.Databases;

namespace Workers.Storage.Import;

/// <summary>Brings the files of a risk model to the engine database, once.</summary>
internal static class RiskModelCopy
{
    private const string Columns = "model_id, path, sha256, content";
    private const string IsThere = "SELECT EXISTS (SELECT FROM engine.risk_model_file WHERE model_id = $1)";

    public static async Task RunAsync(
        NpgsqlConnection from,
        NpgsqlConnection to,
        string modelId,
        CancellationToken cancel)
    {
        if (await to.ScalarAsync<bool>(IsThere, cancel, modelId))
            return;

        await using var transaction = await to.BeginTransactionAsync(cancel);
        // Many jobs of one model begin together: the first copies, the others wait and find the files there.
        await to.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", cancel, modelId);
        if (!await to.ScalarAsync<bool>(IsThere, cancel, modelId))
        {
            // The id is known to the icebox, so it is 64 hex digits and nothing else.
            await CopyPipe.PipeAsync(
                from,
                $"""
                COPY (
                    SELECT {Columns} FROM icebox.risk_model_file WHERE model_id = '{modelId}'
                ) TO STDOUT (FORMAT BINARY)
                """,
                to,
                $"COPY engine.risk_model_file ({Columns}) FROM STDIN (FORMAT BINARY)",
                onBytes: null,
                cancel);
        }
        await transaction.CommitAsync(cancel);
    }
}
