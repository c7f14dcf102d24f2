namespace Workers.Errors;

/// <summary>Sentences of the errors of hazard and risk that do not fit together (5xxx).</summary>
public static class FitErrors
{
}
