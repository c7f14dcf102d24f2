using Workers.Contracts;
using Workers.Errors;

namespace Workers.Messaging.Steps;

/// <summary>Numbered errors as they travel.</summary>
public static class JobErrors
{
    /// <summary>The error as the platform sees it.</summary>
    public static JobError ToContract(this InputError error) =>
        new() { Code = error.Number, What = error.What, Where = error.Where, Expected = error.Expected };
}
