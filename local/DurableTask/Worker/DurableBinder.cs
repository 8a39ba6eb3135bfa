using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Local;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.DurableTask.Local;

/// <summary>Parameters of orchestrators and activities, and the client wherever it is asked for.</summary>
internal sealed class DurableBinder : IParameterBinder
{
    public bool TryBind(ParameterInfo parameter, FunctionContext context, out object? value)
    {
        var activity = context.Features.Get<ActivityInput>();
        // What the worker binds comes first, so any other parameter of an orchestrator is its input.
        var orchestration = context.Features.Get<ReplayContext>();
        value =
            parameter.IsDefined(typeof(DurableClientAttribute))
                ? context.InstanceServices.GetRequiredService<DurableTaskClient>()
            : parameter.IsDefined(typeof(OrchestrationTriggerAttribute)) ? orchestration
            : parameter.IsDefined(typeof(ActivityTriggerAttribute))
                ? Payloads.Deserialize(activity!.Input, parameter.ParameterType)
            : activity is not null && parameter.Name is "instanceId" ? activity.InstanceId
            : orchestration?.GetInput(parameter.ParameterType);
        return value is not null || orchestration is not null || parameter.IsDefined(typeof(ActivityTriggerAttribute));
    }
}
