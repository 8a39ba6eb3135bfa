namespace AiPromptGen.Tests.Simulation;

internal enum ActorKind
{
    Text,
    Picture,
    Pack,
    Plan,
    Erasure,
    Sweep,
    Reconciliation,
    Jump,
}

/// <summary>Somebody, or something, that acts in a run.</summary>
/// <param name="Index">Its own number, which chance of its own comes from.</param>
/// <param name="Variant">Which of the ways to do it.</param>
/// <param name="Seconds">After how long it begins.</param>
internal sealed record SimActor(int Index, ActorKind Kind, int Account, int Variant, int Seconds)
{
    public override string ToString() => $"{Kind}{Variant} of account {Account} after {Seconds} s";
}

/// <summary>Who acts; with the seed it tells a run.</summary>
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
        ActorKind.Sweep,
        ActorKind.Reconciliation,
        ActorKind.Jump,
    ];

    /// <param name="focus">Who acts; null or empty: anybody.</param>
    public static Scenario Of(int seed, IReadOnlyList<ActorKind>? focus = null)
    {
        var kinds = focus is { Count: > 0 } ? focus : Kinds;
        var random = new Random(seed);
        var (accounts, actors) = (1 + random.Next(3), new List<SimActor>());
        for (int i = 0, count = 3 + random.Next(6); i < count; i++)
        {
            var (kind, account) = (kinds[random.Next(kinds.Count)], random.Next(accounts));
            // A second plan of one person is given up, and then other rules hold.
            var isSecond = kind == ActorKind.Plan && actors.Exists(a => a.Kind == kind && a.Account == account);
            actors.Add(
                new SimActor(
                    i,
                    isSecond ? ActorKind.Text : kind,
                    account,
                    random.Next(8),
                    random.Next(3) * random.Next(60)
                )
            );
        }

        return new Scenario(seed, actors);
    }

    public override string ToString() => $"seed {Seed}:{string.Concat(Actors.Select(a => $"\n  {a.Index}: {a}"))}";
}
