namespace AiPromptGen.Platform;

/// <summary>What every timer tells when it ends.</summary>
/// <param name="Seen">Items that were due.</param>
/// <param name="Done">Of these: finished now, by this run or by one at the same time.</param>
/// <param name="Failed">Of these: left to the next run because of a fault.</param>
/// <param name="More">The bound of the run was reached; the next one goes on.</param>
internal readonly record struct SweepReport(int Seen, int Done, int Failed, bool More);
