namespace AiPromptGen.Tests.Simulation;

internal enum CallFault
{
    None,

    /// <summary>The request never reaches the service.</summary>
    Lost,

    /// <summary>The service is busy, and says so.</summary>
    Busy,

    /// <summary>The service carries the request out, and the answer is lost.</summary>
    Unheard,

    /// <summary>The client library sends the request twice by itself, and the program sees the answer to the second one only.</summary>
    SentAgain,
}

/// <summary>How much goes wrong in one run. Each number is how often in a thousand chances; 0, the default, is never.</summary>
internal sealed record FaultProfile
{
    /// <summary>That the process dies, at each of its steps. At most six processes die in a run.</summary>
    public int Crash { get; init; }

    /// <summary>At each request to storage, the engine or PayPal, for each kind of <see cref="CallFault"/>.</summary>
    public int Call { get; init; }

    /// <summary>At each request to PayPal that changes something, where that is more than six times <see cref="Call"/>.</summary>
    public int PayPal { get; init; }

    /// <summary>At each activity: that it runs twice, possibly at the same time.</summary>
    public int Twice { get; init; }

    /// <summary>At each turn of an orchestrator: that its messages are sent but its history is not written.</summary>
    public int Unsaved { get; init; }

    /// <summary>At each call of a model's route, for each of the ways in which it can fail, refuse or be slow.</summary>
    public int Provider { get; init; }

    /// <summary>At each turn of a generation's orchestrator: that the engine loses it, and it never goes on.</summary>
    public int Lost { get; init; }

    /// <summary>At each request to storage: that it takes up to a minute.</summary>
    public int Slow { get; init; }

    /// <summary>
    /// That the process stands still for up to two minutes, at each of its steps. The engine then takes it for dead and gives its activities
    /// to the other one too.
    /// </summary>
    public int Freeze { get; init; }

    /// <summary>Whether pages of storage have at most four rows, sometimes none.</summary>
    public bool ShortPages { get; init; }

    /// <summary>
    /// Minutes for which storage answers no request, once in a run; 0 for never. After 12 minutes of failing, settling gives up and
    /// parks the generation, and parking gives up after 12 more: that would be left to people, so an outage must be shorter than both.
    /// </summary>
    public int OutageMinutes { get; init; }

    /// <summary>Minutes for which PayPal answers no request, once in a run; 0 for never. It carries out a third of the requests.</summary>
    public int PayPalOutageMinutes { get; init; }

    public static FaultProfile Of(Random random) =>
        random.Next(4) switch
        {
            0 => new FaultProfile
            {
                Provider = 60,
                Twice = 100,
                Slow = 25,
                Freeze = 12,
            },
            1 => new FaultProfile
            {
                Crash = 15,
                Provider = 60,
                Lost = 60,
                ShortPages = true,
            },
            2 => new FaultProfile
            {
                Call = 15,
                Twice = 150,
                Unsaved = 100,
                Provider = 60,
            },
            _ => new FaultProfile
            {
                Crash = 12,
                Call = 8,
                Twice = 150,
                Unsaved = 100,
                Lost = 60,
                Slow = 15,
                Freeze = 8,
                Provider = 80,
                ShortPages = true,
            },
        };
}

/// <summary>Decides by chance what goes wrong, until <see cref="IsOff"/> is set.</summary>
internal sealed class SimFaults(Random random, FaultProfile profile, DateTimeOffset start)
{
    private const int MostCrashes = 6;
    private const int MostFreezes = 8;

    /// <summary>The outage begins within the first two minutes, when most of the actors are at work.</summary>
    private readonly DateTimeOffset outage = start.AddSeconds(profile.OutageMinutes == 0 ? 0 : random.Next(120));

    private readonly DateTimeOffset payPalOutage = start.AddSeconds(
        profile.PayPalOutageMinutes == 0 ? 0 : random.Next(300)
    );

    /// <summary>Whether storage had time enough to be down that settling gave up.</summary>
    public bool MayPark => profile.OutageMinutes > 0;

    public bool IsOff { get; set; }

    public int Crashes { get; private set; }

    public int Freezes { get; private set; }

    /// <returns>For how long the process stands still now; zero for mostly not at all.</returns>
    public TimeSpan FreezesNow()
    {
        if (Freezes == MostFreezes || !Is(profile.Freeze))
        {
            return TimeSpan.Zero;
        }

        Freezes++;
        return TimeSpan.FromSeconds(10 + random.Next(110));
    }

    public bool DiesNow()
    {
        if (Crashes == MostCrashes || !Is(profile.Crash))
        {
            return false;
        }

        Crashes++;
        return true;
    }

    /// <summary>PayPal's outage begins within the first five minutes.</summary>
    public bool IsPayPalDown(DateTimeOffset now) =>
        !IsOff && now >= payPalOutage && now < payPalOutage.AddMinutes(profile.PayPalOutageMinutes);

    public bool IsDown(DateTimeOffset now) => !IsOff && now >= outage && now < outage.AddMinutes(profile.OutageMinutes);

    public CallFault OfRead() =>
        Is(profile.Call) ? CallFault.Lost
        : Is(profile.Call) ? CallFault.Busy
        : CallFault.None;

    public CallFault OfWrite() =>
        OfRead() is var fault and not CallFault.None ? fault
        : Is(profile.Call) ? CallFault.Unheard
        : Is(profile.Call) ? CallFault.SentAgain
        : CallFault.None;

    /// <summary>PayPal's answers are lost six times as often as those of storage.</summary>
    public CallFault OfPayPal()
    {
        var times = Math.Max(6 * profile.Call, profile.PayPal);
        return Is(times) ? CallFault.Lost
            : Is(times) ? CallFault.Unheard
            : Is(times) ? CallFault.SentAgain
            : CallFault.None;
    }

    public bool IsDoneTwice() => Is(profile.Twice);

    public bool IsUnsaved() => Is(profile.Unsaved);

    public bool IsLost() => Is(profile.Lost);

    /// <returns>How long a request takes; zero for most.</returns>
    public TimeSpan OfTime() => Is(profile.Slow) ? TimeSpan.FromSeconds(random.Next(60)) : TimeSpan.Zero;

    public bool OfProvider() => Is(profile.Provider);

    public int PageOf(int asked) => profile.ShortPages ? random.Next(Math.Min(asked, 4) + 1) : asked;

    private bool Is(int inAThousand) => inAThousand > 0 && !IsOff && random.Next(1000) < inAThousand;
}
