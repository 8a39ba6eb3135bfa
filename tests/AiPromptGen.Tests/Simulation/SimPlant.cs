using AiPromptGen.Billing.Gateway;
using AiPromptGen.Generations;
using AiPromptGen.Tests.Support.Storage;
using Azure.Data.Tables;

namespace AiPromptGen.Tests.Simulation;

/// <summary>
/// A mistake that is put between the program and what it uses, so that the search can show that it would find it. This one is none.
/// The program itself knows of no mistake.
/// </summary>
internal class SimPlant
{
    public static SimPlant None { get; } = new();

    public virtual string Name => "none";

    /// <summary>Who acts in the runs that are to find it; empty: anybody.</summary>
    public virtual IReadOnlyList<ActorKind> Focus { get; init; } = [];

    /// <summary>In place of the program's activities.</summary>
    public virtual void Change(Dictionary<string, SimActivity> activities) { }

    public virtual TableClient Table(SimProcess process, string name) =>
        new InMemoryTable(process.World.Storage.Table(name), process.Calls, name);

    public virtual IPaymentGateway Gateway(SimWorld world, SimProcess process) => new SimGateway(world, process);

    /// <summary>What Generate reads; null: what everybody does.</summary>
    public virtual GenerationStore? GenerateStore(SimProcess process) => null;

    /// <summary>The sweep's clock; null: the process's own.</summary>
    public virtual TimeProvider? SweepClock(SimProcess process) => null;

    /// <summary>The erasure does without that step.</summary>
    public virtual bool Skips(string step) => false;

    public override string ToString() => Name;
}
