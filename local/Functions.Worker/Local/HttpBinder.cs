using System.ComponentModel;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>Request, context and route parameters of an HTTP-triggered function.</summary>
internal sealed class HttpBinder : IParameterBinder
{
    private static readonly Type[] RouteTypes = [typeof(string), typeof(int), typeof(long), typeof(Guid), typeof(bool)];

    public static bool CanBind(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(HttpRequest) || parameter.ParameterType == typeof(HttpContext);

    public static bool CanBindRoute(ParameterInfo parameter) => RouteTypes.Contains(RouteType(parameter));

    public bool TryBind(ParameterInfo parameter, FunctionContext context, out object? value)
    {
        value = null;
        if (context.GetHttpContext() is not { } http)
        {
            return false;
        }

        if (CanBind(parameter))
        {
            value = parameter.ParameterType == typeof(HttpContext) ? http : http.Request;
            return true;
        }

        // Without a route constraint the conversion may throw: the official converter fails the invocation too.
        var text = http.GetRouteValue(parameter.Name!) as string;
        value =
            text is not null && CanBindRoute(parameter)
                ? TypeDescriptor.GetConverter(RouteType(parameter)).ConvertFromInvariantString(text)
                : null;
        // Or an optional segment that is absent.
        return text is not null || (!parameter.HasDefaultValue && !IsRequired(parameter));
    }

    private static Type RouteType(ParameterInfo parameter) =>
        Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;

    private static bool IsRequired(ParameterInfo parameter) =>
        parameter.ParameterType != typeof(string) && RouteType(parameter) == parameter.ParameterType;
}
