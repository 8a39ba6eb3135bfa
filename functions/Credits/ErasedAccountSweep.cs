namespace AiPromptGen.Credits;

/// <summary>Daily: forgets erased accounts when a new sign-up of theirs may have credits again.</summary>
internal sealed partial class ErasedAccountSweep(ErasedAccounts erased, ILogger<ErasedAccountSweep> logger)
{
    private const int MostPerRun = 10_000;

    [Function("SweepErasedAccounts")]
    public async Task RunAsync([TimerTrigger("0 41 3 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        LogSwept(await erased.ForgetAsync(MostPerRun, cancellationToken));

    [LoggerMessage(1010, LogLevel.Information, "Forgot {Forgotten} erased accounts")]
    private partial void LogSwept(int forgotten);
}
