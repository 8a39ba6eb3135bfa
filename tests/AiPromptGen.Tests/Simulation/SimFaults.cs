namespace AiPromptGen.Tests.Simulation;

internal enum CallFault
{
    None,

    /// <summary>The request never reaches the service.</summary>
    Lost,

    /// <summary>The service is busy, and says so.</summary>
    Busy,

    /// <summary>It is made, and nobody hears of it.</summary>
    Unheard,

    /// <summary>The client sends it again by itself, and hears of the second one only.</summary>
    SentAgain,
}

/// <summary>How much goes wrong in one run, each a chance in a thousand.</summary>
internal sealed record FaultProfile
{
    /// <summary>At each step of a process.</summary>
    public int Crash { get; init; }

    /// <summary>At each request, of each kind of fault.</summary>
    public int Call { get; init; }

    /// <summary>At each activity: that it is done twice, at the same time perhaps.</summary>
    public int Twice { get; init; }

    /// <summary>At each turn of an orchestrator: that its messages are sent and its history is not written.</summary>
    public int Unsaved { get; init; }

    /// <summary>At each call of a model's route: each of the ways it can end but well.</summary>
    public int Provider { get; init; }

    public bool ShortPages { get; init; }

    public static FaultProfile Of(Random random) =>
        random.Next(4) switch
        {
            0 => new FaultProfile { Provider = 60, Twice = 100 },
            1 => new FaultProfile
            {
                Crash = 15,
                Provider = 60,
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
                Provider = 80,
                ShortPages = true,
            },
        };
}

/// <summary>Decides what goes wrong, until it is told that enough has.</summary>
internal sealed class SimFaults(Random random, FaultProfile profile)
{
    private const int MostCrashes = 6;

    public bool IsOff { get; set; }

    public int Crashes { get; private set; }

    public bool DiesNow()
    {
        if (Crashes == MostCrashes || !Is(profile.Crash))
        {
            return false;
        }

        Crashes++;
        return true;
    }

    public CallFault OfRead() =>
        Is(profile.Call) ? CallFault.Lost
        : Is(profile.Call) ? CallFault.Busy
        : CallFault.None;

    public CallFault OfWrite() =>
        OfRead() is var fault and not CallFault.None ? fault
        : Is(profile.Call) ? CallFault.Unheard
        : Is(profile.Call) ? CallFault.SentAgain
        : CallFault.None;

    public bool IsDoneTwice() => Is(profile.Twice);

    public bool IsUnsaved() => Is(profile.Unsaved);

    public bool OfProvider() => Is(profile.Provider);

    public int PageOf(int asked) => profile.ShortPages && !IsOff ? random.Next(Math.Min(asked, 4) + 1) : asked;

    private bool Is(int inAThousand) => inAThousand > 0 && !IsOff && random.Next(1000) < inAThousand;
}
