using AiPromptGen.Billing.Gateway;
using AiPromptGen.Credits;
using AiPromptGen.Generations;
using AiPromptGen.Platform;
using AiPromptGen.Tests.Support.Storage;
using AiPromptGen.Uploads;
using Azure.Data.Tables;

namespace AiPromptGen.Tests.Simulation;

/// <summary>
/// A mistake that is planted between the program and what it uses, to show that the simulation would find it. The program itself has no
/// code for planted mistakes. This base class changes nothing.
/// </summary>
internal class SimPlant
{
    public static SimPlant None { get; } = new();

    public virtual string Name => "none";

    /// <summary>The kinds of actors in the runs that look for this mistake; empty for all kinds.</summary>
    public virtual IReadOnlyList<ActorKind> Focus { get; init; } = [];

    /// <summary>
    /// The variant of behavior that all actors of a kind show in the runs that look for this mistake; of a kind that is not named, they show
    /// any.
    /// </summary>
    public virtual IReadOnlyDictionary<ActorKind, int> Variants { get; init; } = new Dictionary<ActorKind, int>();

    /// <summary>What goes wrong in the runs that look for this mistake; null for what goes wrong in all runs.</summary>
    public virtual FaultProfile? Faults { get; init; }

    /// <summary>Replaces activities of the program by mistaken ones.</summary>
    public virtual void Change(Dictionary<string, SimActivity> activities) { }

    public virtual TableClient Table(SimProcess process, string name) =>
        new InMemoryTable(process.World.Storage.Table(name), process.Calls, name);

    public virtual IPaymentGateway Gateway(SimWorld world, SimProcess process) => new SimGateway(world, process);

    /// <summary>The store that the activity Generate uses; null for the one that all services of the process use.</summary>
    public virtual GenerationStore? GenerateStore(SimProcess process) => null;

    /// <summary>The store that the generation sweep uses; null for the one that all services of the process use.</summary>
    public virtual GenerationStore? SweepStore(SimProcess process) => null;

    /// <summary>Keeps an upload, as its endpoint does once the picture is checked.</summary>
    public virtual Task UploadAsync(SimProcess process, AccountRef account, Upload upload, byte[] bytes) =>
        process.Uploads.AddAsync(account, upload, bytes, default);

    /// <summary>The clock of the generation sweep; null for that of the process.</summary>
    public virtual TimeProvider? SweepClock(SimProcess process) => null;

    /// <summary>The clock of the credits; null for that of the process.</summary>
    public virtual TimeProvider? CreditsClock(SimProcess process) => null;

    /// <summary>Whether erasures leave out the step whose type has this name.</summary>
    public virtual bool Skips(string step) => false;

    public override string ToString() => Name;
}
