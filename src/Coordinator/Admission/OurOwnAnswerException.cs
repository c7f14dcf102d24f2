namespace Workers.Coordinator.Admission;

/// <summary>
/// Somebody has led what we tell back to our door. It must not be answered: the answer would come back too, and so on
/// for ever.
/// </summary>
internal sealed class OurOwnAnswerException() : Exception("our own answer was led back to the door");
