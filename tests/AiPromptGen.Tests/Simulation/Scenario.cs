namespace AiPromptGen.Tests.Simulation;

internal enum ActorKind
{
    Text,
    Picture,
    Pack,
    Plan,
    Erasure,
    Return,
    Sweep,
    Reconciliation,
    Jump,
}

/// <summary>A person, a timer or a jump of the clock that acts in a run.</summary>
/// <param name="Index">Its number in the scenario, which appears in the keys and ids that it uses.</param>
/// <param name="Account">The number of the account that it acts for, from 0.</param>
/// <param name="Variant">Which variant of its behavior it shows, from 0 to 7.</param>
/// <param name="Seconds">How long after the beginning of the run it begins.</param>
internal sealed record SimActor(int Index, ActorKind Kind, int Account, int Variant, int Seconds)
{
    public override string ToString() => $"{Kind}{Variant} of account {Account} after {Seconds} s";
}

/// <summary>The seed and the actors, which together determine a run completely.</summary>
internal sealed record Scenario(int Seed, IReadOnlyList<SimActor> Actors)
{
    private static readonly ActorKind[] Kinds =
    [
        ActorKind.Text,
        ActorKind.Text,
        ActorKind.Text,
        ActorKind.Picture,
        ActorKind.Pack,
        ActorKind.Pack,
        ActorKind.Plan,
        ActorKind.Erasure,
        ActorKind.Return,
        ActorKind.Sweep,
        ActorKind.Reconciliation,
        ActorKind.Jump,
    ];

    /// <param name="focus">The kinds of actors to choose from; null or empty for all.</param>
    public static Scenario Of(int seed, IReadOnlyList<ActorKind>? focus = null)
    {
        var kinds = focus is { Count: > 0 } ? focus : Kinds;
        var random = new Random(seed);
        var (accounts, actors) = (1 + random.Next(3), new List<SimActor>());
        for (int i = 0, count = 3 + random.Next(6); i < count; i++)
        {
            var (kind, account) = (kinds[random.Next(kinds.Count)], random.Next(accounts));
            actors.Add(new SimActor(i, kind, account, random.Next(8), random.Next(3) * random.Next(60)));
        }

        return new Scenario(seed, actors);
    }

    /// <summary>A scenario in which a planted mistake is looked for.</summary>
    public static Scenario Of(int seed, SimPlant plant)
    {
        var any = Of(seed, plant.Focus);
        var actors = any.Actors.Select(a => a with { Variant = plant.Variants.GetValueOrDefault(a.Kind, a.Variant) });
        return any with { Actors = [.. actors] };
    }

    public override string ToString() => $"seed {Seed}:{string.Concat(Actors.Select(a => $"\n  {a.Index}: {a}"))}";
}
