namespace Workers.Hosting.Settings;

/// <summary>The processes of the system, and the command: who reads a setting.</summary>
[Flags]
public enum WorkersProcess
{
    /// <summary>Copies hazard from the icebox to the engine database.</summary>
    Importer = 1,

    /// <summary>Calculates.</summary>
    Calculator = 2,

    /// <summary>Copies results from the engine database to the icebox.</summary>
    Exporter = 4,

    /// <summary>Admits jobs and leads them from step to step.</summary>
    Coordinator = 8,

    /// <summary>The <c>workers</c> command. It hosts nothing, and reads the same variables by itself.</summary>
    Command = 16,
}
