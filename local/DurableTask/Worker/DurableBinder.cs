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
        value = null;
        if (parameter.IsDefined(typeof(DurableClientAttribute)))
        {
            value = context.InstanceServices.GetRequiredService<DurableTaskClient>();
        }
        else if (context.Features.Get<ActivityInput>() is { } activity)
        {
            return TryBind(parameter, activity, out value);
        }
        else if (context.Features.Get<ReplayContext>() is { } orchestration && !IsOfTheWorker(parameter))
        {
            value = parameter.IsDefined(typeof(OrchestrationTriggerAttribute))
                ? orchestration
                : orchestration.GetInput(parameter.ParameterType);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TryBind(ParameterInfo parameter, ActivityInput activity, out object? value)
    {
        var isInput = parameter.IsDefined(typeof(ActivityTriggerAttribute));
        value =
            isInput ? activity.Payloads.Deserialize(activity.Input, parameter.ParameterType)
            : parameter.Name is "instanceId" ? activity.InstanceId
            : null;
        return isInput || value is not null;
    }

    private static bool IsOfTheWorker(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(FunctionContext) || parameter.ParameterType == typeof(CancellationToken);
}
