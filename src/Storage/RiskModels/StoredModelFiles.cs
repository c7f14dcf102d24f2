using System.Data;
using Npgsql;
using Workers.Storage.Databases;

namespace Workers.Storage.RiskModels;

/// <summary>Files of risk models as a database keeps them, read piece by piece when they are asked for.</summary>
internal static class StoredModelFiles
{
    /// <summary>The files of a model by path; none if it is not there.</summary>
    /// <param name="source">The database.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="model">Id of the model.</param>
    public static async Task<IReadOnlyDictionary<string, RiskModelFile>> FindAsync(
        NpgsqlDataSource source,
        string schema,
        string model,
        CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var files = await connection.QueryAsync(
            $"SELECT path, octet_length(content) FROM {schema}.risk_model_file WHERE model_id = $1",
            row => (Path: row.GetString(0), Length: row.GetInt32(1)),
            cancel,
            model);
        return files.ToDictionary(
            file => file.Path,
            file => new RiskModelFile(file.Length, () => Open(source, schema, model, file.Path)));
    }

    private static HeldStream Open(NpgsqlDataSource source, string schema, string model, string path)
    {
        var connection = source.OpenConnection();
        var command = new NpgsqlCommand(
            $"SELECT content FROM {schema}.risk_model_file WHERE model_id = $1 AND path = $2", connection)
        {
            // No limit fits every size.
            CommandTimeout = 0,
            Parameters = { new() { Value = model }, new() { Value = path } },
        };
        try
        {
            // A column is not gathered before it is read.
            var row = command.ExecuteReader(CommandBehavior.SequentialAccess);
            return row.Read()
                ? new HeldStream(row.GetStream(0), row, command, connection)
                : throw new InvalidOperationException($"file {path} of risk model {model} is gone");
        }
        catch
        {
            command.Dispose();
            connection.Dispose();
            throw;
        }
    }
}
